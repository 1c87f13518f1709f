import { screen, within } from '@testing-library/react'
import { expect } from 'vitest'
import { describeForms } from '../../../../testing/describe-forms.tsx'
import { me } from '../../../../testing/open-app.tsx'

const ORGANIZATION = '01a1f859-d525-702e-874d-6f9b61ee33bb'
const organization = {
  id: ORGANIZATION,
  slug: 'tide-fennel',
  name: 'Tide & Fennel',
  memberCount: 3,
  ownerName: 'Maeve Brannigan',
  ownerEmail: 'maeve@tideandfennel.example',
  availableMicro: 99_950_000,
  heldMicro: 0,
  isSuspended: false,
  createdAt: '2026-11-20T08:00:00.000Z',
}

describeForms(
  {
    'auth.me': () => ({ ...me, user: { ...me.user, isPlatformAdmin: true } }),
    'admin.organizations.list': () => ({ items: [organization], nextCursor: null }),
  },
  [
    {
      name: 'adjusting credits',
      path: '/admin/organizations',
      open: async (user) => {
        await user.click(await screen.findByRole('button', { name: 'Adjust credits of Tide & Fennel' }))
        await user.click(await screen.findByRole('radio', { name: 'Take away' }))
      },
      submit: 'Take credits',
      pending: 'Adjusting',
      procedure: 'admin.credits.adjust',
      answer: () => ({ availableMicro: 87_450_000 }),
      wrong: { label: 'Credits', message: 'Write an amount above 0, such as 250 or 12.50.' },
      fill: async (user) => {
        const credits = screen.getByLabelText('Credits')
        await user.clear(credits)
        await user.type(credits, '12.50')
        const reason = screen.getByLabelText('Reason')
        await user.clear(reason)
        await user.type(reason, 'Booked twice')
        // What will change stands there before it is.
        await within(screen.getByRole('dialog', { name: /Adjust the credits/ })).findByText('87.45')
      },
      input: {
        orgId: ORGANIZATION,
        amountMicro: -12_500_000,
        reason: 'Booked twice',
        idempotencyKey: expect.any(String),
      },
      done: { says: 'Tide & Fennel now has 87.45 credits.', closes: /Adjust the credits/ },
    },
  ],
)
