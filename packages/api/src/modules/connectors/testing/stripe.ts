export { startStripe } from './stripe/server.ts'
export type { StripeOptions, StripeRequest, StripeServer } from './stripe/server.ts'
export type { World } from './stripe/world.ts'
