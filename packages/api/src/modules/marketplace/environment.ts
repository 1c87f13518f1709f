import { z } from 'zod'

/** What an operator sets so that competitors can be found by place, and pages be read whose prices appear only by scripts. */
export const marketplaceEnvironment = z.object({
  GOOGLE_PLACES_API_KEY: z.string().optional().meta({ secret: true }),
  GOOGLE_PLACES_URL: z
    .string()
    .regex(/^https?:\/\/[^\s]+$/, 'must be an address such as https://places.googleapis.com')
    .transform((value) => value.replace(/\/+$/, ''))
    .optional(),
  CHROMIUM_PATH: z.string().optional(),
  CHROMIUM_SANDBOX: z.enum(['on', 'off']).default('on'),
})
