import type { OrgContext } from '../../../platform/calls/context.ts'
import { takeMailLimits } from '../../../platform/mail/mail-limits.ts'
import { canonicalEmail } from '../../../shared/email.ts'
import { AppError } from '../../../shared/errors.ts'
import { fieldFault } from '../../../shared/field-fault.ts'
import { sellerOf } from '../documents/queries.ts'
import { customerMail } from '../documents/customer-mail.ts'
import { statementName, statementPdf } from './export.ts'
import type { CustomerStatement, SendCustomerStatement, StatementSent } from './schema.ts'
import { customerStatement } from './service.ts'
import { closingWords, statementDays } from './words.ts'

/** Mails a statement of account to its customer, with the PDF. */
export async function sendStatement(ctx: OrgContext, input: SendCustomerStatement): Promise<StatementSent> {
  const { contactId } = input
  const statement = await customerStatement(ctx, input)
  const { contact, email, sections } = statement
  const recipient = canonicalEmail(input.recipient ?? email)
  if (recipient === null)
    throw fieldFault(
      'recipient',
      `${contact} has no mail address yet. Write one here, or add it under Customers.`,
    )
  if (sections.length === 0)
    throw new AppError('CONFLICT', {
      message: `Nothing of ${contact} was billed or paid in these days, and nothing is open.`,
    })
  const seller = await sellerOf(ctx)
  const mail = customerMail({
    to: recipient,
    seller,
    subject: input.subject ?? `Statement of account of ${seller.name}`,
    text: textOf(statement, { message: input.message ?? '', seller: seller.name }),
    about: 'Statement of account',
    papers: [{ name: statementName(statement), bytes: await statementPdf(ctx, statement) }],
  })
  await takeMailLimits(ctx, [recipient])
  return ctx.write(async (tx) => {
    tx.ask(mail)
    tx.audit('accounting.contact.statementSent', { contact: contactId })
    return { contactId, recipient }
  })
}

function textOf(
  statement: CustomerStatement,
  { message, seller }: { message: string; seller: string },
): string {
  const parts = [
    `Here is your statement of account, ${statementDays(statement)}. The PDF is attached.`,
    statement.sections.map(closingWords).join('\n'),
    message,
    seller,
  ]
  return parts.filter((part) => part !== '').join('\n\n')
}
