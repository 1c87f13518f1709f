import { AppError, limitSubject } from '@hub/api/server'

/** The bytes of an upload are in memory until it is stored. */
const AT_ONCE = 8
const OF_A_PERSON = 3
/** Fewer than there are: whoever makes many accounts still leaves places to everybody else. */
const OF_AN_ADDRESS = 5

export interface Uploader {
  userId: string
  ip: string | null
}

/** Counts uploads. Throws UNAVAILABLE where no more are taken now, or no more of this person or address. */
function createUploadPlaces(): <R>(of: Uploader, upload: () => Promise<R>) => Promise<R> {
  const running = new Set<Uploader>()
  return async ({ userId, ip }, upload) => {
    const taken = { userId, ip: limitSubject(ip) }
    const all = [...running]
    if (
      all.length >= AT_ONCE ||
      all.filter((one) => one.userId === taken.userId).length >= OF_A_PERSON ||
      all.filter((one) => one.ip === taken.ip).length >= OF_AN_ADDRESS
    )
      throw new AppError('UNAVAILABLE', {
        message: 'Many files are being uploaded. Try again in a few seconds.',
        retryAfter: 5,
      })
    running.add(taken)
    try {
      return await upload()
    } finally {
      running.delete(taken)
    }
  }
}

/** Files and pictures of one process share its memory, and so its places. */
export const inUploadPlace = createUploadPlaces()
