import { passkeyAlgorithms } from '../ports.ts'
import type { PasskeyFrame, PasskeyVerifier } from '../ports.ts'

/** A tenth of the time of a start is this library with all its kinds of certificates; it is loaded with the first passkey. */
const library = async () => ({
  ...(await import('@simplewebauthn/server')),
  ...(await import('@simplewebauthn/server/helpers')),
})
type Library = Awaited<ReturnType<typeof library>>

const bytesOf = (text: string) => new Uint8Array(Buffer.from(text, 'base64url'))

/**
 * The hub asks for no attestation, so what may come is none, or a key that vouches for itself. Others carry certificates,
 * and nobody who is not asked for them should have them read here.
 */
function isUnattested({ decodeAttestationObject }: Library, attestationObject: string): boolean {
  const decoded = decodeAttestationObject(bytesOf(attestationObject))
  const format = decoded.get('fmt')
  return format === 'none' || (format === 'packed' && decoded.get('attStmt').get('x5c') === undefined)
}

/** The hub's pages are never framed; the library lets some framed answers pass. */
const isFramed = ({ decodeClientDataJSON }: Library, clientDataJSON: string): boolean =>
  decodeClientDataJSON(clientDataJSON).crossOrigin === true

const expected = ({ challenge, origin, rpId }: PasskeyFrame) => ({
  expectedChallenge: challenge,
  expectedOrigin: origin,
  expectedRPID: rpId,
  requireUserVerification: true,
})

/** The library throws for every proof that does not hold, in words for developers; callers hear only that it does not. */
async function orNull<T>(check: () => Promise<T | null>): Promise<T | null> {
  try {
    return await check()
  } catch {
    return null
  }
}

const envelope = (id: string) => ({ id, rawId: id, type: 'public-key' as const, clientExtensionResults: {} })

export const simpleWebAuthn = (): PasskeyVerifier => ({
  verifyNew: ({ id, clientDataJSON, attestationObject }, frame) =>
    orNull(async () => {
      const kit = await library()
      if (isFramed(kit, clientDataJSON) || !isUnattested(kit, attestationObject)) return null
      const { verified, registrationInfo } = await kit.verifyRegistrationResponse({
        ...expected(frame),
        response: { ...envelope(id), response: { clientDataJSON, attestationObject } },
        supportedAlgorithmIDs: [...passkeyAlgorithms],
      })
      if (!verified || registrationInfo.credential.id !== id) return null
      const { credential, credentialBackedUp } = registrationInfo
      return {
        credentialId: credential.id,
        publicKey: Buffer.from(credential.publicKey),
        counter: credential.counter,
        isBackedUp: credentialBackedUp,
      }
    }),
  verify: ({ id, clientDataJSON, authenticatorData, signature }, { publicKey, ...frame }) =>
    orNull(async () => {
      const kit = await library()
      if (isFramed(kit, clientDataJSON)) return null
      const { verified, authenticationInfo } = await kit.verifyAuthenticationResponse({
        ...expected(frame),
        response: { ...envelope(id), response: { clientDataJSON, authenticatorData, signature } },
        // The library looks at the counter before the signature; a stranger's guess must not count as a copied passkey.
        credential: { id, publicKey: new Uint8Array(publicKey), counter: 0 },
      })
      if (!verified) return null
      return { counter: authenticationInfo.newCounter, isBackedUp: authenticationInfo.credentialBackedUp }
    }),
})
