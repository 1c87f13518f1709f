import { z } from 'zod'

const address = z
  .string()
  .regex(/^https?:\/\/[^\s]+$/, 'Give an address such as https://{shop}.')
  .transform((value) => value.replace(/\/+$/, ''))
  .optional()

/** What an operator sets so that organizations can connect. Without it the way in of that service is not offered. */
export const connectorsEnvironment = z.object({
  SHOPIFY_CLIENT_ID: z.string().optional(),
  SHOPIFY_CLIENT_SECRET: z.string().optional().meta({ secret: true }),
  SHOPIFY_URL: address,
  STRIPE_URL: address,
  HUBSPOT_CLIENT_ID: z.string().optional(),
  HUBSPOT_CLIENT_SECRET: z.string().optional().meta({ secret: true }),
  HUBSPOT_URL: address,
})
export type ConnectorsEnvironment = z.infer<typeof connectorsEnvironment>
