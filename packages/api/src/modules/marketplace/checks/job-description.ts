import { z } from 'zod'
import type { JobDescription } from '../../../platform/jobs/kind.ts'
import { Reader } from '../reading/schema.ts'

const Payload = z.strictObject({ listingId: z.uuid(), shop: z.string(), by: Reader.default('page') })

/** The price of a page of a shop is looked at. */
export const checkDescription: JobDescription<typeof Payload> = {
  name: 'marketplace.check',
  title: ({ shop }) => `Price at ${shop}`,
  payload: Payload,
  queue: 'default',
}
