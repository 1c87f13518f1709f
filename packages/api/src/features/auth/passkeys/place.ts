import { isIP } from 'node:net'
import { AppError } from '../../../shared/errors.ts'

/** Where passkeys of this hub hold: browsers bind them to this name and this origin. */
export interface PasskeyPlace {
  rpId: string
  origin: string
}

/** From the configured address alone, never from a request. Throws CONFLICT where browsers allow none (Web Authentication, 5.1.2). */
export function passkeyPlace(publicUrl: string): PasskeyPlace {
  const { hostname, origin, protocol } = new URL(publicUrl)
  if (isIP(hostname.replace(/^\[|\]$/g, '')) !== 0)
    throw new AppError('CONFLICT', {
      message: `Passkeys need a name, and the address of this hub (${hostname}) is a number. Run it at localhost or under a name of its own.`,
    })
  if (protocol !== 'https:' && hostname !== 'localhost' && !hostname.endsWith('.localhost'))
    throw new AppError('CONFLICT', {
      message: `Passkeys need https, and the address of this hub (${origin}) begins with http.`,
    })
  return { rpId: hostname, origin }
}
