/**
 * For whoever writes a store: the ports that an adapter fulfils, what is handed over at them, and the adapters in memory
 * to compare with.
 */
export * as Answer from "./record/Answer.ts"
export * as Commit from "./record/Commit.ts"
export * as Row from "./record/Row.ts"
export * as Journal from "./record/Journal.ts"
export * as Register from "./record/Register.ts"
export * as Zone from "./record/Zone.ts"
export * as Now from "./record/Now.ts"
export * as Vault from "./privacy/Vault.ts"
export * as Crypto from "./privacy/Crypto.ts"
export * as VaultStorage from "./privacy/VaultStorage.ts"
export * as VaultOf from "./privacy/VaultOf.ts"
export * as MemoryJournal from "./memory/MemoryJournal.ts"
export * as MemoryRegister from "./memory/MemoryRegister.ts"
export * as MemoryVault from "./memory/MemoryVault.ts"
