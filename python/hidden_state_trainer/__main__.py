"""`python -m hidden_state_trainer`."""

from hidden_state_trainer.train import main

main()
