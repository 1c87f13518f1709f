import { z } from 'zod'

const address = (example: string) =>
  z
    .string()
    .regex(/^https?:\/\/[^\s]+$/, `must be an address such as ${example}`)
    .transform((value) => value.replace(/\/+$/, ''))
    .optional()

/** What an operator sets so that organizations can connect. Without it the way in of that service is not offered. */
export const connectorsEnvironment = z.object({
  SHOPIFY_CLIENT_ID: z.string().optional(),
  SHOPIFY_CLIENT_SECRET: z.string().optional().meta({ secret: true }),
  SHOPIFY_URL: address('https://{shop}'),
  STRIPE_URL: address('https://api.stripe.com'),
  HUBSPOT_CLIENT_ID: z.string().optional(),
  HUBSPOT_CLIENT_SECRET: z.string().optional().meta({ secret: true }),
  HUBSPOT_URL: address('https://api.hubapi.com'),
})
export type ConnectorsEnvironment = z.infer<typeof connectorsEnvironment>
