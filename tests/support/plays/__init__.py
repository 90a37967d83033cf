"""Cases that several tests play: made by commands, step by step."""
