import { z } from 'zod'
import type { JobDescription } from '../../../platform/jobs/kind.ts'

const Payload = z.strictObject({
  what: z.string(),
  near: z.string(),
  radiusKm: z.number(),
  /** Where that is. */
  centre: z.strictObject({ latitude: z.number(), longitude: z.number() }),
})
export type Search = z.infer<typeof Payload>

/** Businesses like one's own are looked for around a place. */
export const findDescription: JobDescription<typeof Payload> = {
  name: 'marketplace.find',
  title: ({ what, near }) => `Competitors: ${what} near ${near}`,
  payload: Payload,
  queue: 'default',
}
