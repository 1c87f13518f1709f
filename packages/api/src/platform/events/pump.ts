/** Works off a line of its own, here and on every other server. */
export interface Pump {
  /** There may be more in line; look soon. */
  wake(): void
  start(): void
  /** Does what is due now and returns how much was begun. */
  drain(): Promise<number>
  stop(): Promise<void>
}
