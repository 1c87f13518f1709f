// Preloaded into programs that do not watch over their parent themselves: the channel closes when it is gone.
process.on('disconnect', () => process.exit(0))
