"""The audit: what stands in the tables of a situation, held against its journal."""
