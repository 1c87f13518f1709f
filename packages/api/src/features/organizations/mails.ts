import type { WrittenMail } from '../../platform/mail/mail.ts'
import type { OrgRole } from '../../shared/roles.ts'

interface InvitationMail {
  to: string
  inviterName: string
  organizationName: string
  token: string
}

interface Addressee {
  name: string
  email: string
}

/** Where something happened to somebody, and by whom. */
interface Happened {
  publicUrl: string
  org: { slug: string; name: string }
  by: string
}

const paragraphs = (...parts: string[]) => parts.join('\n\n')

const opens = ({ publicUrl, org }: Happened) => ({
  label: `Open ${org.name}`,
  url: `${publicUrl}/o/${org.slug}`,
})

export const invitationMail = (
  publicUrl: string,
  { to, inviterName, organizationName, token }: InvitationMail,
): WrittenMail => ({
  to,
  subject: `Smart AI Hub: ${inviterName} invites you to ${organizationName}`,
  about: 'An invitation',
  text: paragraphs(
    'Hello,',
    `${inviterName} invites you to work with ${organizationName} in Smart AI Hub. The invitation works for 7 days, for this address only.`,
    'If you do not know who that is, ignore this mail and nothing happens.',
  ),
  action: { label: 'Look at the invitation', url: `${publicUrl}/invite?token=${token}` },
})

export const joinedMail = (
  at: Pick<Happened, 'publicUrl' | 'org'>,
  to: Addressee,
  { name, role }: { name: string; role: OrgRole },
): WrittenMail => ({
  to: to.email,
  subject: `${name} joined ${at.org.name}`,
  about: 'Somebody joined an organization',
  text: paragraphs(
    `Hello ${to.name},`,
    `${name} accepted your invitation and works with ${at.org.name} now, with the role "${role}".`,
  ),
  action: { label: 'See the team', url: `${at.publicUrl}/o/${at.org.slug}/team` },
})

export const roleChangedMail = (
  at: Happened,
  to: Addressee,
  { from, to: role }: { from: OrgRole; to: OrgRole },
): WrittenMail => ({
  to: to.email,
  subject: `Your role in ${at.org.name} was changed`,
  about: 'A role was changed',
  text: paragraphs(
    `Hello ${to.name},`,
    `${at.by} changed your role in ${at.org.name} from "${from}" to "${role}". It holds at once, also for your API keys and connected applications.`,
    'If you did not expect this, ask an owner of the organization.',
  ),
  action: opens(at),
})

export const levelsChangedMail = (at: Happened, to: Addressee, changes: readonly string[]): WrittenMail => ({
  to: to.email,
  subject: `What you may do in ${at.org.name} was changed`,
  about: 'What somebody may do was changed',
  text: paragraphs(
    `Hello ${to.name},`,
    `${at.by} changed how far you may go in ${at.org.name}. It holds at once, also for your API keys and connected applications.`,
    changes.join('\n'),
    'If you did not expect this, ask an owner of the organization.',
  ),
  action: opens(at),
})

export const removedMail = (at: Happened, to: Addressee): WrittenMail => ({
  to: to.email,
  subject: `You no longer work with ${at.org.name}`,
  about: 'The end of a membership',
  text: paragraphs(
    `Hello ${to.name},`,
    `${at.by} took you out of ${at.org.name}. Your API keys and connected applications there have ended; your account and your other organizations stay as they are.`,
    'If you did not expect this, ask an owner of the organization.',
  ),
})

export const nowOwnerMail = (at: Happened, to: Addressee): WrittenMail => ({
  to: to.email,
  subject: `You own ${at.org.name} now`,
  about: 'An organization has a new owner',
  text: paragraphs(
    `Hello ${to.name},`,
    `${at.by} handed ${at.org.name} over to you. You decide about everything there now, including who else may.`,
    'If you did not expect this, talk to them: you can hand it back on the page "Team".',
  ),
  action: opens(at),
})

export const handedOverMail = (at: Happened, to: Addressee, heir: string): WrittenMail => ({
  to: to.email,
  subject: `You handed ${at.org.name} over`,
  about: 'An organization was handed over',
  text: paragraphs(
    `Hello ${to.name},`,
    `${heir} owns ${at.org.name} now, and you are an admin there.`,
    `If that was not you, set a new password at once and talk to ${heir}.`,
  ),
  action: { label: 'Set a new password', url: `${at.publicUrl}/forgot` },
})
