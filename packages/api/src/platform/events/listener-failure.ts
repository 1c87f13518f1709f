/** Why a listener failed, where it tells the log by itself: a service that is away fails every event, and is named once. */
export class ToldAlready extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'ToldAlready'
  }
}
