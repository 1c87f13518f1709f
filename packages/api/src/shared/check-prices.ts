/** What a look at the price of a page costs in micro-credits, at every door; the web app shows it before one is begun. */
export const priceCheckMicro = 200_000
