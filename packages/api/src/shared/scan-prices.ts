/** What a scan of a website costs in micro-credits, at every door; the web app shows it before one is begun. */
export const scanPrices = { quick: 200_000, full: 1_000_000 } as const
