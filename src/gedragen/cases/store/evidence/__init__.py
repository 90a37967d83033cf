"""What anyone can check without this installation: hashes, chain and signature. Only `signing` needs Django."""
