import { z } from 'zod'
import type { GoogleSettings } from '../platform/hub.ts'
import type { SettingNow } from '../platform/secrets/setting-now.ts'
import { isIssuer } from './origins.ts'

/** Sign-in with Google, or another OpenID provider in its place. */
export const googleFields = {
  GOOGLE_CLIENT_ID: z.string().trim().optional(),
  GOOGLE_CLIENT_SECRET: z.string().trim().optional(),
  GOOGLE_ISSUER: z
    .string()
    .refine(isIssuer, {
      error:
        'must be the address of an OpenID provider, such as https://accounts.google.com, with https:// and without a query',
    })
    .default('https://accounts.google.com'),
}

type GoogleFields = z.infer<z.ZodObject<typeof googleFields>>

export function googleOf(settings: GoogleFields, now: SettingNow): GoogleSettings | undefined {
  const { GOOGLE_ISSUER: issuer, GOOGLE_CLIENT_ID: clientId, GOOGLE_CLIENT_SECRET: clientSecret } = settings
  if (!clientId || !clientSecret) return undefined
  return {
    issuer,
    clientId,
    get clientSecret() {
      return now('GOOGLE_CLIENT_SECRET')?.trim() ?? clientSecret
    },
  }
}

export const googleProblems = (settings: GoogleFields): string[] =>
  Boolean(settings.GOOGLE_CLIENT_ID) === Boolean(settings.GOOGLE_CLIENT_SECRET)
    ? []
    : [
        'GOOGLE_CLIENT_ID and GOOGLE_CLIENT_SECRET must be set together; both come from the same page of the Google console.',
      ]
