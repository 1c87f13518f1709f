import { verifyAuthenticationResponse, verifyRegistrationResponse } from '@simplewebauthn/server'
import { decodeAttestationObject, decodeClientDataJSON } from '@simplewebauthn/server/helpers'
import { passkeyAlgorithms } from '../ports.ts'
import type { PasskeyFrame, PasskeyVerifier } from '../ports.ts'

const bytesOf = (text: string) => new Uint8Array(Buffer.from(text, 'base64url'))

/**
 * The hub asks for no attestation, so what may come is none, or a key that vouches for itself. Others carry certificates,
 * and nobody who is not asked for them should have them read here.
 */
function isUnattested(attestationObject: string): boolean {
  const decoded = decodeAttestationObject(bytesOf(attestationObject))
  const format = decoded.get('fmt')
  return format === 'none' || (format === 'packed' && decoded.get('attStmt').get('x5c') === undefined)
}

/** The hub's pages are never framed; the library lets some framed answers pass. */
const isFramed = (clientDataJSON: string): boolean =>
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
      if (isFramed(clientDataJSON) || !isUnattested(attestationObject)) return null
      const { verified, registrationInfo } = await verifyRegistrationResponse({
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
      if (isFramed(clientDataJSON)) return null
      const { verified, authenticationInfo } = await verifyAuthenticationResponse({
        ...expected(frame),
        response: { ...envelope(id), response: { clientDataJSON, authenticatorData, signature } },
        // The library looks at the counter before the signature; a stranger's guess must not count as a copied passkey.
        credential: { id, publicKey: new Uint8Array(publicKey), counter: 0 },
      })
      if (!verified) return null
      return { counter: authenticationInfo.newCounter, isBackedUp: authenticationInfo.credentialBackedUp }
    }),
})
