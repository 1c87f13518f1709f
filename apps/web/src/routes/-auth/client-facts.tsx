import { Ledger, LedgerLine } from '@hub/ui/ledger-line'
import { Note } from '@hub/ui/note'
import type { ConsentDetails } from '../../consent.ts'

/** What makes this name or address look like another one, said plainly. */
function doubtsOf({ foreignLetters, hasInvisible, isTranslatedHost }: ConsentDetails): string[] {
  return [
    ...(foreignLetters.length > 0
      ? [`Its name has letters of another alphabet that can look like ours: ${foreignLetters.join(' ')}.`]
      : []),
    ...(hasInvisible ? ['Its name has characters that cannot be seen.'] : []),
    ...(isTranslatedHost ? ['Its address stands for letters of another alphabet.'] : []),
  ]
}

/** Who asks, as far as anybody can know: the name is its own choice, the address is where the answer goes. */
export function ClientFacts({ details }: { details: ConsentDetails }) {
  const { clientName, clientId, hasDocument, redirectHost, isLocal } = details
  const doubts = doubtsOf(details)
  return (
    <>
      <Ledger label="Who asks">
        <LedgerLine name="Calls itself" amount={<Fact>{clientName}</Fact>} />
        {hasDocument && (
          <LedgerLine name="Published at" amount={<Fact mono>{new URL(clientId).host}</Fact>} />
        )}
        <LedgerLine name="Your answer goes to" amount={<Fact mono>{redirectHost}</Fact>} />
      </Ledger>
      {doubts.length > 0 && (
        <Note tone="danger" title="Look twice.">
          {doubts.join(' ')} Deny it unless you are sure.
        </Note>
      )}
      <Note tone={isLocal ? 'warning' : 'info'}>
        {isLocal
          ? 'A program on this computer asks. Any program here could use this name: allow it only if you have just started to connect it yourself.'
          : `Nobody has checked its name. Allow it only if you know ${redirectHost} and have just started to connect it yourself.`}
      </Note>
    </>
  )
}

function Fact({ children, mono = false }: { children: string; mono?: boolean }) {
  return (
    <span
      className={`inline-block max-w-[220px] text-right wrap-anywhere whitespace-normal ${mono ? 'font-mono text-12' : ''}`}
    >
      {children}
    </span>
  )
}
