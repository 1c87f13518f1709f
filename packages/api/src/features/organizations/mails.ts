import type { Mail } from '../../platform/mail.ts'

interface InvitationMail {
  to: string
  inviterName: string
  organizationName: string
  token: string
}

export const invitationMail = (
  publicUrl: string,
  { to, inviterName, organizationName, token }: InvitationMail,
): Mail => ({
  to,
  subject: `${inviterName} invites you to ${organizationName}`,
  text: [
    'Hello,',
    `${inviterName} invites you to work with ${organizationName} in Smart AI Hub. The invitation works for 7 days, for this address only.`,
    'If you do not know who that is, leave this mail alone and nothing happens.',
  ].join('\n\n'),
  action: { label: 'Look at the invitation', url: `${publicUrl}/invite?token=${token}` },
})
