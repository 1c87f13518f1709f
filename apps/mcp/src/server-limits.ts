/** A request must have arrived by then; answers may take longer. */
const ARRIVAL_MS = 30_000
const CHECK_MS = 5_000

/** What every HTTP server of the hub allows a request: how long it may take to arrive, and how large it may be. */
export const serverLimits = {
  bodyLimit: 1024 * 1024,
  requestTimeout: ARRIVAL_MS,
  http: {
    // Node looks every 30 seconds by itself, which would double the time a slow sender gets.
    connectionsCheckingInterval: CHECK_MS,
    requestTimeout: ARRIVAL_MS,
    // A minute by itself; of the two, Node takes the longer one for the whole request.
    headersTimeout: ARRIVAL_MS,
  },
} as const
