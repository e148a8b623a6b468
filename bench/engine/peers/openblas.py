"""Debian's numpy and PyTorch use the installed BLAS. The reference BLAS is twenty times slower than OpenBLAS and would make the
comparison unfair."""
import os
import sys

maps = "/proc/self/maps"
if os.path.exists(maps) and "openblas" not in open(maps).read():
    sys.exit("it runs on a reference BLAS: install libopenblas0-pthread")
