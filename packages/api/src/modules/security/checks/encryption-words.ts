import type { Words } from './words.ts'

const faults: Readonly<Record<string, Words>> = {
  'no-https': [
    'The website does not encrypt',
    'Everything that visitors read and type can be read and changed on the way, on any open Wi-Fi. Browsers call such a site “not secure”.',
  ],
  untrusted: [
    'Visitors are warned away: browsers do not trust the certificate',
    'Nobody that browsers know vouches for it, or a certificate in between is missing.',
  ],
  'self-signed': [
    'Visitors are warned away: the certificate vouches for itself',
    'Anybody could have made it, so browsers show a warning in place of your page.',
  ],
  'wrong-name': [
    'Visitors are warned away: the certificate is for another name',
    'It has to name your website exactly as visitors type it, with and without www.',
  ],
  expired: [
    'Visitors are warned away: the certificate ran out',
    'It, or one above it that vouches for it, is over. Browsers show a warning in place of your page until it is renewed.',
  ],
  'not-yet-valid': [
    'Visitors are warned away: the certificate does not hold yet',
    'It begins on a later day, or the clock of whoever made it was wrong.',
  ],
  'expires-in-days': [
    'In less than three days visitors are warned away: the certificate runs out',
    'Browsers then show a warning in place of your page. It should have renewed itself by now, and has not.',
  ],
  'expires-soon': [
    'The certificate runs out within two weeks',
    'By now it should have been renewed by itself. See that it is.',
  ],
  'weak-signature': [
    'The certificate is signed in a way that can be forged',
    'Somebody else could make one that looks the same, so browsers refuse it.',
  ],
  'broken-key': [
    'The key of the certificate can be broken',
    'It is so short that others can compute it, and then read everything.',
  ],
  'weak-key': [
    'The key of the certificate is too short',
    'Keys of RSA need 2,048 bits today. A shorter one may be broken by whoever tries hard enough.',
  ],
  'only-old-protocols': [
    'The website speaks only old ways of encrypting',
    'Browsers of today refuse TLS 1.0 and 1.1, so visitors see an error in place of your page.',
  ],
  'old-protocol': [
    'The website still agrees to old ways of encrypting',
    'TLS 1.0 and 1.1 have known holes. Somebody on the way may lead a visitor to them.',
  ],
  'no-encryption': [
    'The connection is not really encrypted',
    'The way it agrees to hides nothing, or lets anybody pass for you.',
  ],
  'no-forward-secrecy': [
    'What is recorded today can be read later',
    'Whoever gets hold of your key one day can then read all that was sent before.',
  ],
  'no-aead': [
    'The connection is encrypted in an old way',
    'Its ciphers have had holes again and again; newer ones do not.',
  ],
}

const matters: Readonly<Record<string, readonly [passed: string, unknown: string]>> = {
  https: ['The website encrypts', 'Nobody could look whether the website encrypts'],
  certificate: ['Browsers trust the certificate', 'Nobody could look whether browsers trust the certificate'],
  name: ['The certificate names the website', 'Nobody could look whom the certificate names'],
  validity: ['The certificate holds for long enough', 'Nobody could look how long the certificate holds'],
  signature: ['The certificate is signed well', 'Nobody could look how the certificate is signed'],
  key: ['The key is long enough', 'Nobody could look how long the key is'],
  protocols: [
    'Only current ways of encrypting are spoken',
    'Nobody could look whether old ways of encrypting are spoken',
  ],
  ciphers: ['The connection is encrypted well', 'Nobody could look how the connection is encrypted'],
}

const ABOUT_UNKNOWN = 'This says neither good nor bad. It is looked at again by the next scan that can.'

const NOT_ASKED: Words = [
  'Only a full scan asks for old protocols',
  'It needs the proof that the website is yours.',
]

/** What a check of the encryption says, by what it saw: a fault, `passed`, `unknown` or `not-asked`. */
export function encryptionWords(test: string, result: string): Words {
  const fault = faults[result]
  if (fault) return fault
  if (result === 'not-asked') return NOT_ASKED
  const [passed, unknown] = matters[test] ?? ['', '']
  return result === 'passed' ? [passed, 'Nothing to do.'] : [unknown, ABOUT_UNKNOWN]
}
