"""The notifier's speed: plans, Kafka to commit, due cases, and a webhook's way to the chat."""
