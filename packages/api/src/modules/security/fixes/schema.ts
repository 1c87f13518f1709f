import { z } from 'zod'

/** What answers for a website, as far as its owner can change it. */
export const SERVERS = ['nginx', 'apache', 'caddy', 'cloudflare', 'vercel', 'shopify', 'wordpress'] as const
export const Server = z.enum(SERVERS)
export type Server = z.infer<typeof Server>
