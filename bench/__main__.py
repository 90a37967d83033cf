"""`make bench`: every measure there is, one after another."""

from bench.opinion import main

main()
