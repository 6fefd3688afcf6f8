"""One case after another: the lists, the case itself, every act, its papers, where it is handled."""
