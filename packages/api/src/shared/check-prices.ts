/** What a look at the price of a page costs in micro-credits, at every door; the web app shows it before one is begun. */
export const priceCheckMicro = 200_000
/** The same by a browser, for pages whose price appears only after their scripts ran. */
export const browserCheckMicro = 1_000_000
/** What a look costs, by what reads the page. */
export const microForLook = ({ by }: { by: 'page' | 'browser' }): number =>
  by === 'browser' ? browserCheckMicro : priceCheckMicro
/** The same of a search for competitors. */
export const findCompetitorsMicro = 3_000_000
