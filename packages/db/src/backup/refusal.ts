/** A backup cannot be taken or restored as things are; the message is meant for the operator and says what to do. */
export class BackupRefusal extends Error {
  override readonly name = 'BackupRefusal'
}
