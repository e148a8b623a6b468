"""`python -m hidden_state_trainer`."""

from hidden_state_trainer.command import main

main()
