import { openSubject } from '../../platform/mail/mail.ts'
import type { WrittenMail } from '../../platform/mail/mail.ts'

interface Addressee {
  email: string
  name: string
}

const paragraphs = (...parts: string[]) => parts.join('\n\n')

export const suspendedMail = (to: Addressee, reason: string): WrittenMail => ({
  to: to.email,
  ...openSubject('Your account is suspended'),
  text: paragraphs(
    `Hello ${to.name},`,
    `an administrator of this hub suspended your account, and all your devices were signed out. The reason they gave: ${reason}`,
    'Your work is kept. Answer whoever runs the hub if you think that this is a mistake.',
  ),
})

export const restoredMail = (publicUrl: string, to: Addressee): WrittenMail => ({
  to: to.email,
  ...openSubject('Your account is open again'),
  text: paragraphs(`Hello ${to.name},`, 'the suspension of your account was lifted. You can sign in again.'),
  action: { label: 'Sign in', url: `${publicUrl}/sign-in` },
})

export const platformRoleMail = (publicUrl: string, to: Addressee, isAdmin: boolean): WrittenMail => ({
  to: to.email,
  ...openSubject(isAdmin ? 'You administer this hub now' : 'You no longer administer this hub'),
  text: paragraphs(
    `Hello ${to.name},`,
    isAdmin
      ? 'an administrator made you one as well: you look after the people and organizations of this hub now.'
      : 'you are no longer an administrator of this hub. Your own account and organizations stay as they are.',
  ),
  action: { label: 'Open the hub', url: publicUrl },
})

export const organizationSuspendedMail = (
  to: Addressee,
  { name, reason }: { name: string; reason: string },
): WrittenMail => ({
  to: to.email,
  subject: `${name} is suspended`,
  about: 'An organization is suspended',
  text: paragraphs(
    `Hello ${to.name},`,
    `an administrator of this hub suspended ${name}. Nobody can work in it until that is lifted; everything in it is kept. The reason they gave: ${reason}`,
    'Answer whoever runs the hub if you think that this is a mistake.',
  ),
})

export const organizationRestoredMail = (
  publicUrl: string,
  to: Addressee,
  { name, slug }: { name: string; slug: string },
): WrittenMail => ({
  to: to.email,
  subject: `${name} is open again`,
  about: 'An organization is open again',
  text: paragraphs(`Hello ${to.name},`, `the suspension of ${name} was lifted. Everybody can work again.`),
  action: { label: `Open ${name}`, url: `${publicUrl}/o/${slug}` },
})
