import { Button } from '@hub/ui/button'
import { Logo } from '@hub/ui/logo'
import { createFileRoute, Link } from '@tanstack/react-router'
import { ThemeButton } from '../shell/main-topbar.tsx'

/** What a person accepts when they make an account: facts about this program, and who decides the rest. */
export const Route = createFileRoute('/terms')({
  staticData: { title: 'Terms of this hub' },
  component: Terms,
})

const parts = [
  {
    title: 'Who runs it',
    lines: [
      'This hub is run by whoever gave you its address: your business, or somebody it trusts. They decide who may use it, how long things are kept, and what else you agree to. Ask them.',
      'The people who wrote the program do not run this hub and do not see what is in it.',
    ],
  },
  {
    title: 'What it keeps',
    lines: [
      'Your name, your email address, and your password as a hash that cannot be read back.',
      'What you and your team write: tasks, comments, conversations with the assistant, and requests to approve.',
      'A record of who did what and when, which cannot be changed. Owners and admins of an organization read all of it; its members see the latest acts.',
      'Where you are signed in: the device, its network address, and when it was last seen.',
      'Each movement of credits, with its price.',
    ],
  },
  {
    title: 'Who sees it',
    lines: [
      'The people of your organization see its tasks, approvals and credits. Your conversations are yours alone.',
      'Other organizations on this hub see nothing of yours.',
      'Administrators of the hub see names, email addresses and balances. Who operates its computer can reach everything stored on it.',
    ],
  },
  {
    title: 'What leaves it',
    lines: [
      'With the built-in assistant, nothing. If the operator has set up a language model, what you write to the assistant, and what it looks up for you, goes to that model’s provider.',
      'An assistant or program you connect with a key reads what the key allows. You can end a key at any time.',
      'Mail, through the mail server the operator chose.',
    ],
  },
  {
    title: 'What you agree to',
    lines: [
      'Keep your password and your keys to yourself, and do not use the hub to harm others. What is done with your account or your keys is recorded as yours.',
    ],
  },
] as const

function Terms() {
  return (
    <div className="flex min-h-[calc(100dvh-var(--bars))] flex-col bg-sheet px-10 py-8 max-desk:px-5 max-desk:pt-5 max-desk:pb-6">
      <header className="flex items-center justify-between">
        <Logo name />
        <ThemeButton />
      </header>
      <main className="mx-auto w-full max-w-[640px] py-10 max-desk:py-6">
        <h1 className="text-28 font-semibold tracking-display">Terms of this hub</h1>
        <p className="mt-1 text-text-2">What the program keeps and who sees it, and who decides the rest.</p>
        {parts.map(({ title, lines }) => (
          <section key={title} className="mt-7">
            <h2 className="text-16 font-semibold">{title}</h2>
            <ul className="mt-1.5 flex list-disc flex-col gap-1.5 pl-5 text-15 marker:text-text-3">
              {lines.map((line) => (
                <li key={line}>{line}</li>
              ))}
            </ul>
          </section>
        ))}
        <div className="mt-9 border-t border-line pt-5">
          <Button render={<Link to="/sign-up" />}>Create an account</Button>
        </div>
      </main>
    </div>
  )
}
