"""The contract: every object that crosses a topic, its envelope, and the table of topics.

Nothing here imports anything of the project; every other floor may import it.
"""
