import { DeleteAccountCard } from './delete-account-card.tsx'
import { EmailCard } from './email-card.tsx'
import { ExportCard } from './export-card.tsx'

/** The address, a copy of everything, and the end of the account. */
export function AccountSettings() {
  return (
    <div className="flex flex-col gap-4">
      <EmailCard />
      <ExportCard />
      <DeleteAccountCard />
    </div>
  )
}
