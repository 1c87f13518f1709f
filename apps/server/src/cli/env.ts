import { z } from 'zod'

const Settings = z.object({ HUB_API_KEY: z.string().trim().min(1).optional() })

/** An API key to act with, when the caller has one. An empty value counts as absent. */
export function loadApiKey(source: NodeJS.ProcessEnv = process.env): string | undefined {
  const key = source['HUB_API_KEY']
  return Settings.parse({ HUB_API_KEY: key === undefined || key.trim() === '' ? undefined : key }).HUB_API_KEY
}

/** The environment that programs we start inherit. */
export const processEnv = (): NodeJS.ProcessEnv => process.env
