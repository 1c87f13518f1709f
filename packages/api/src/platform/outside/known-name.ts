import { resolvePublic, wordsOf } from './judged.ts'
import type { Outside } from './judged.ts'

const TIME_LIMIT_MS = 5_000

/** Why a host cannot be asked, for people; null where its name leads to the public internet. */
export async function whyUnknown(host: string, { seam }: Outside): Promise<string | null> {
  try {
    await resolvePublic(host, { seam }, AbortSignal.timeout(TIME_LIMIT_MS))
    return null
  } catch (error) {
    return wordsOf(error)
  }
}
