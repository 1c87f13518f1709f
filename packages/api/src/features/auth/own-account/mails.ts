import { openSubject } from '../../../platform/mail/mail.ts'
import type { WrittenMail } from '../../../platform/mail/mail.ts'

interface Person {
  email: string
  name: string
}

const paragraphs = (...parts: string[]) => parts.join('\n\n')

/** To the new address. */
export function newAddressMail(publicUrl: string, to: Person, token: string): WrittenMail {
  return {
    to: to.email,
    ...openSubject('Confirm your new e-mail address'),
    text: paragraphs(
      `Hello ${to.name},`,
      'this address is to become the one of your account. The link works once, for 24 hours. We have sent another link to your present address; both are needed.',
      'If you did not ask for this, ignore this mail and nothing happens.',
    ),
    action: { label: 'Confirm the new address', url: `${publicUrl}/email-change?token=${token}` },
  }
}

interface OldAddressLinks {
  /** The new address, as the person wrote it. */
  next: string
  token: string
  refuseToken: string
}

/** To the present address: one link to go on, one to stop it. */
export function oldAddressMail(
  publicUrl: string,
  to: Person,
  { next, token, refuseToken }: OldAddressLinks,
): WrittenMail {
  return {
    to: to.email,
    ...openSubject('Your e-mail address is about to change'),
    text: paragraphs(
      `Hello ${to.name},`,
      `somebody who is signed in to your account wants to change its address to ${next}. If that is you, confirm it with the button. The link works once, for 24 hours; the new address has to be confirmed as well.`,
      `If it was not you, stop it here. It signs every device out:\n${publicUrl}/email-change?refuse=${refuseToken}`,
    ),
    action: { label: 'Confirm the change', url: `${publicUrl}/email-change?token=${token}` },
  }
}

/** To whoever has the wanted address already. */
export function addressInUseMail(publicUrl: string, to: Person): WrittenMail {
  return {
    to: to.email,
    ...openSubject('Somebody wanted to use your e-mail address'),
    text: paragraphs(
      `Hello ${to.name},`,
      'somebody, perhaps you, wanted to move another account to this address. It is the address of your account already, so nothing was changed.',
      'One address can have one account. If that was you, use the account you have, or another address.',
    ),
    action: { label: 'Sign in', url: `${publicUrl}/sign-in` },
  }
}

/** To both addresses, once the change is made. */
export function addressChangedMail(publicUrl: string, to: Person, next: string): WrittenMail {
  return {
    to: to.email,
    ...openSubject('Your e-mail address was changed'),
    text: paragraphs(
      `Hello ${to.name},`,
      `the address of your account is ${next} from now on. Other devices were signed out; API keys go on working.`,
      'If that was not you, write to whoever runs this hub.',
    ),
    action: { label: 'Sign in', url: `${publicUrl}/sign-in` },
  }
}

export function changeStoppedMail(publicUrl: string, to: Person): WrittenMail {
  return {
    to: to.email,
    ...openSubject('The change of your address was stopped'),
    text: paragraphs(
      `Hello ${to.name},`,
      'your account keeps this address, and every device was signed out.',
      'Somebody was signed in to your account who should not have been: set a new password now.',
    ),
    action: { label: 'Set a new password', url: `${publicUrl}/forgot` },
  }
}

export function exportMadeMail(publicUrl: string, to: Person): WrittenMail {
  return {
    to: to.email,
    ...openSubject('Your data was downloaded'),
    text: paragraphs(
      `Hello ${to.name},`,
      'a copy of everything your account holds was just downloaded.',
      'If that was not you, set a new password at once and look at your sessions.',
    ),
    action: { label: 'Set a new password', url: `${publicUrl}/forgot` },
  }
}

const dayOf = (instant: Date, timeZone: string | null) =>
  new Intl.DateTimeFormat('en-GB', { dateStyle: 'full', timeZone: timeZone ?? 'UTC' }).format(instant)

interface Leaving {
  deletesAt: Date
  timeZone: string | null
  /** Organizations that end with the account. */
  ending: readonly string[]
}

export function leavingMail(
  publicUrl: string,
  to: Person,
  { deletesAt, timeZone, ending }: Leaving,
): WrittenMail {
  return {
    to: to.email,
    ...openSubject('Your account is about to be deleted'),
    text: paragraphs(
      `Hello ${to.name},`,
      `your account ends on ${dayOf(deletesAt, timeZone)}. Until then nothing is lost: sign in and press "Keep my account".`,
      ...(ending.length > 0 ? [`With it end, with all they hold: ${ending.join(', ')}.`] : []),
      'Every device was signed out; API keys and connected applications were ended. If that was not you, sign in, keep the account and set a new password.',
    ),
    action: { label: 'Keep my account', url: `${publicUrl}/sign-in` },
  }
}

export function accountKeptMail(publicUrl: string, to: Person): WrittenMail {
  return {
    to: to.email,
    ...openSubject('Your account stays'),
    text: paragraphs(
      `Hello ${to.name},`,
      'your account will not be deleted. API keys and connected applications were ended; make new ones where you need them.',
      'If that was not you, set a new password at once.',
    ),
    action: { label: 'Sign in', url: `${publicUrl}/sign-in` },
  }
}
