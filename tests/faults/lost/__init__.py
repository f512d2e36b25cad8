"""Answers lost on their way: thousands of messages through a chat that cuts callers off.

The real dispatcher on a real database sends over real HTTP to the sandbox, in stepped domain time;
what came of it is judged by the sandbox's own log and the staff's desk, never by our own rows.
"""
