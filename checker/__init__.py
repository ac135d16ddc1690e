"""Questionnaires with proved rules: pure Python, standard library only."""
