"""Debian's numpy and PyTorch multiply with whatever BLAS is installed; the reference one is twenty times slower than they are
known for, and no fair peer."""
import os
import sys

maps = "/proc/self/maps"
if os.path.exists(maps) and "openblas" not in open(maps).read():
    sys.exit("it runs on a reference BLAS: install libopenblas0-pthread")
