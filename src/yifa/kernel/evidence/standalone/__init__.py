"""The verifier that is handed out with a bundle: two files that need Python and nothing else, nor anything of yifa."""
