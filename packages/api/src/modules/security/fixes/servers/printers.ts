import type { Server } from '../fix.ts'
import type { Printer } from '../printer.ts'
import { apache } from './apache.ts'
import { caddy } from './caddy.ts'
import { cloudflare } from './cloudflare.ts'
import { nginx } from './nginx.ts'
import { shopify } from './shopify.ts'
import { vercel } from './vercel.ts'
import { wordpress } from './wordpress.ts'

export const printers: Record<Server, Printer> = {
  nginx,
  apache,
  caddy,
  cloudflare,
  vercel,
  shopify,
  wordpress,
}
