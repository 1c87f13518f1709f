import { openSubject } from '../../platform/mail/mail.ts'
import type { WrittenMail } from '../../platform/mail/mail.ts'
import { networkWords } from '../../shared/device.ts'
import type { KeyKind } from '../../shared/key-kind.ts'
import type { Programs } from './programs.ts'

interface Person {
  email: string
  name: string
}

/** Links begin with the configured address, never with the Host header of a request. */
const link = (publicUrl: string, path: string, token?: string) =>
  `${publicUrl}${path}${token === undefined ? '' : `?token=${token}`}`

const paragraphs = (...parts: string[]) => parts.join('\n\n')

export function verifyMail(publicUrl: string, to: Person, token: string): WrittenMail {
  return {
    to: to.email,
    ...openSubject('Confirm your e-mail address'),
    text: paragraphs(
      `Hello ${to.name},`,
      'one step is left: confirm that this address is yours. The link works once, for 24 hours.',
      'If you did not sign up for Smart AI Hub, ignore this mail and nothing happens.',
    ),
    action: { label: 'Confirm my address', url: link(publicUrl, '/verify', token) },
  }
}

export function alreadyRegisteredMail(publicUrl: string, to: Person): WrittenMail {
  return {
    to: to.email,
    ...openSubject('You already have an account'),
    text: paragraphs(
      `Hello ${to.name},`,
      'somebody, probably you, tried to sign up with this address. It has an account already, so nothing was changed.',
      'Sign in with your password. If you do not remember it, ask for a new one on the sign-in page.',
    ),
    action: { label: 'Sign in', url: link(publicUrl, '/sign-in') },
  }
}

export function welcomeMail(publicUrl: string, to: Person): WrittenMail {
  return {
    to: to.email,
    ...openSubject('Welcome to Smart AI Hub'),
    text: paragraphs(
      `Hello ${to.name},`,
      'your address is confirmed and your account is ready. Sign in and ask the assistant for something.',
    ),
    action: { label: 'Sign in', url: link(publicUrl, '/sign-in') },
  }
}

export function resetMail(publicUrl: string, to: Person, token: string): WrittenMail {
  return {
    to: to.email,
    ...openSubject('Set a new password'),
    text: paragraphs(
      `Hello ${to.name},`,
      'with this link you can set a new password. It works once, for one hour; links from before no longer work.',
      'If you did not ask for it, ignore this mail: your password stays as it is.',
    ),
    action: { label: 'Set a new password', url: link(publicUrl, '/reset', token) },
  }
}

/** Keys and applications are told of, because a new password does not end them by itself. */
function programsPart({ kept, ended }: Programs): string[] {
  if (ended > 0) return [`API keys and connected applications were ended with it: ${ended}.`]
  if (kept === 0) return []
  return [
    `API keys and connected applications go on working: ${kept}. If somebody else knew your password, end them on the page "Connect".`,
  ]
}

export function passwordChangedMail(publicUrl: string, to: Person, programs: Programs): WrittenMail {
  return {
    to: to.email,
    ...openSubject('Your password was changed'),
    text: paragraphs(
      `Hello ${to.name},`,
      'the password of your account was just changed, and other devices were signed out.',
      ...programsPart(programs),
      'If that was not you, set a new password at once.',
    ),
    action: { label: 'Set a new password', url: link(publicUrl, '/forgot') },
  }
}

export function lockedMail(publicUrl: string, to: Person): WrittenMail {
  return {
    to: to.email,
    ...openSubject('Sign-in to your account is paused'),
    text: paragraphs(
      `Hello ${to.name},`,
      'somebody entered a wrong password five times. For 30 minutes nobody can sign in to your account with a password; devices that are signed in stay signed in.',
      'If it was you and you forgot your password, set a new one: that ends the pause.',
    ),
    action: { label: 'Set a new password', url: link(publicUrl, '/forgot') },
  }
}

export function reuseMail(publicUrl: string, to: Person): WrittenMail {
  return {
    to: to.email,
    ...openSubject('We signed a device out'),
    text: paragraphs(
      `Hello ${to.name},`,
      'a sign-in of yours was used from two places at once, which happens when somebody copies it. To be safe we ended it.',
      'Sign in again. If you did not use two windows or restore a backup, change your password and look at your sessions.',
    ),
    action: { label: 'Sign in', url: link(publicUrl, '/sign-in') },
  }
}

export function factorChangedMail(publicUrl: string, to: Person, what: string): WrittenMail {
  return {
    to: to.email,
    ...openSubject('The sign-in to your account was changed'),
    text: paragraphs(
      `Hello ${to.name},`,
      what,
      'If that was not you, set a new password at once and look at your sign-in settings.',
    ),
    action: { label: 'Set a new password', url: link(publicUrl, '/forgot') },
  }
}

export function backupCodeUsedMail(publicUrl: string, to: Person, left: number): WrittenMail {
  const rest = left === 0 ? 'That was the last one: make new ones now.' : `${left} of them are left.`
  return {
    to: to.email,
    ...openSubject('A backup code was used'),
    text: paragraphs(
      `Hello ${to.name},`,
      `one of your backup codes was just used in place of your second factor. ${rest}`,
      'If that was not you, somebody knows your password and your codes: set a new password and make new codes.',
    ),
    action: { label: 'Set a new password', url: link(publicUrl, '/forgot') },
  }
}

export function factorLockedMail(publicUrl: string, to: Person): WrittenMail {
  return {
    to: to.email,
    ...openSubject('Somebody knows your password'),
    text: paragraphs(
      `Hello ${to.name},`,
      'somebody entered your right password and then five wrong codes. They did not get in, and codes pause for 30 minutes.',
      'If it was not you, set a new password now.',
    ),
    action: { label: 'Set a new password', url: link(publicUrl, '/forgot') },
  }
}

export function confirmPausedMail(publicUrl: string, to: Person): WrittenMail {
  return {
    to: to.email,
    ...openSubject('Five wrong tries on a device of yours'),
    text: paragraphs(
      `Hello ${to.name},`,
      'on a device that is signed in to your account somebody was asked to confirm that it is them, and was wrong five times. Nothing was changed, and that device has to wait for 30 minutes.',
      'If it was not you, set a new password now: it signs every device out.',
    ),
    action: { label: 'Set a new password', url: link(publicUrl, '/forgot') },
  }
}

export function copiedPasskeyMail(publicUrl: string, to: Person, name: string): WrittenMail {
  return {
    to: to.email,
    ...openSubject('A passkey of yours may have been copied'),
    text: paragraphs(
      `Hello ${to.name},`,
      `your passkey "${name}" was used with a counter that does not fit: this happens when two devices hold the same key. We refused it.`,
      'If you did not restore a backup of the device, remove this passkey in your sign-in settings and add a new one.',
    ),
    action: { label: 'Sign in', url: link(publicUrl, '/sign-in') },
  }
}

interface NewDevice {
  device: string
  /** Empty where it is not known. */
  network: string
  at: Date
}

/** As a clock shows it where the person lives. */
function timeOf(at: Date, zone: string | null): string {
  const timeZone = zone ?? 'UTC'
  const words = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeStyle: 'short', timeZone })
  return `${words.format(at)} (${timeZone})`
}

export function newDeviceMail(
  publicUrl: string,
  to: Person & { timeZone: string | null },
  { device, network, at }: NewDevice,
): WrittenMail {
  return {
    to: to.email,
    ...openSubject('A sign-in from a new device'),
    text: paragraphs(
      `Hello ${to.name},`,
      `somebody just signed in to your account with ${device}, from ${networkWords(network === '' ? null : network)}, on ${timeOf(at, to.timeZone)}. You never did so from there before.`,
      'If that was you, there is nothing to do. If not, set a new password now: it signs every device out.',
    ),
    action: { label: 'Set a new password', url: link(publicUrl, '/forgot') },
  }
}

interface Connected {
  clientName: string
  host: string
  org: { slug: string; name: string }
}

export function keyCreatedMail(
  publicUrl: string,
  to: Pick<Person, 'email' | 'name'>,
  { name, kind, org }: { name: string; kind: KeyKind; org: { slug: string; name: string } },
): WrittenMail {
  return {
    to: to.email,
    ...openSubject('An API key was made'),
    text: paragraphs(
      `Hello ${to.name},`,
      `the API key "${name}" for ${kind === 'assistant' ? 'an assistant' : 'a program'} may now act for you in ${org.name}, as far as you allowed it.`,
      'If that was not you, revoke it now and set a new password.',
    ),
    action: { label: 'See API keys', url: link(publicUrl, `/o/${org.slug}/connect`) },
  }
}

export function clientConnectedMail(
  publicUrl: string,
  to: Pick<Person, 'email' | 'name'>,
  { clientName, host, org }: Connected,
): WrittenMail {
  return {
    to: to.email,
    ...openSubject('An application was connected'),
    text: paragraphs(
      `Hello ${to.name},`,
      `"${clientName}" (${host}) may now act for you in ${org.name}, as far as you allowed it.`,
      'If that was not you, disconnect it now and set a new password.',
    ),
    action: { label: 'See connected applications', url: link(publicUrl, `/o/${org.slug}/connect`) },
  }
}

export function factorsResetMail(publicUrl: string, to: Person): WrittenMail {
  return {
    to: to.email,
    ...openSubject('Your second factor was taken off'),
    text: paragraphs(
      `Hello ${to.name},`,
      'an administrator of this hub took the authenticator app, passkeys and backup codes off your account and signed all your devices out. Your password stays as it is.',
      'Sign in and set up a new second factor. If you did not ask for this, set a new password now and tell the administrator.',
    ),
    action: { label: 'Sign in', url: link(publicUrl, '/sign-in') },
  }
}
