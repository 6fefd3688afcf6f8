"""The workbench: what whoever is signed in does, case by case, before its deadline, with what the act must leave."""
