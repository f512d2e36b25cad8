"""Chats, mailboxes and whatever else the library Apprise reaches."""
