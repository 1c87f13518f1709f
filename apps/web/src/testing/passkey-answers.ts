export const CHALLENGE = 'A7dKx2mQ9vLr4TzW1sYb6NcE3hGjU8pFo5iRtB0yZk8'
export const requestOptions = {
  challenge: CHALLENGE,
  rpId: 'localhost',
  timeout: 300_000,
  userVerification: 'required',
  allowCredentials: [],
}
export const creationOptions = {
  challenge: CHALLENGE,
  rp: { id: 'localhost', name: 'Smart AI Hub' },
  user: { id: 'AQID', name: 'maeve@tideandfennel.example', displayName: 'Maeve Brannigan' },
  pubKeyCredParams: [{ type: 'public-key', alg: -7 }],
  timeout: 300_000,
  attestation: 'none',
  authenticatorSelection: {
    residentKey: 'required',
    requireResidentKey: true,
    userVerification: 'required',
  },
  excludeCredentials: [],
}
export const laptop = {
  id: '01a1f859-d525-702e-874d-6f9b61ee33cc',
  name: 'Workshop laptop',
  isBackedUp: false,
  createdAt: '2026-11-01T09:00:00.000Z',
  lastUsedAt: null,
}
export const byPasskey = { totpSince: null, passkeys: 1, backupCodesLeft: 10, requiredBy: [] }

const bytes = (...values: number[]) => Uint8Array.from(values).buffer
/** What browsers answer with; the bytes stand for themselves. */
const credential = (response: object) => ({
  id: 'AAEC',
  rawId: bytes(0, 1, 2),
  type: 'public-key',
  response: { clientDataJSON: bytes(1), ...response },
  getClientExtensionResults: () => ({}),
})
export const assertion = credential({
  authenticatorData: bytes(2),
  signature: bytes(3),
  userHandle: bytes(1, 2, 3),
})
export const attestation = credential({
  attestationObject: bytes(4),
  getTransports: () => ['internal', 'telepathy'],
})
export const sentAssertion = {
  id: 'AAEC',
  clientDataJSON: 'AQ',
  authenticatorData: 'Ag',
  signature: 'Aw',
  userHandle: 'AQID',
}
