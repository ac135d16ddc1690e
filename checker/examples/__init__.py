"""Whole checkers to learn from and to start with: ``python -m checker new NAME --like ankle``."""
