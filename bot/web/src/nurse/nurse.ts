/** The nurse's page: entry of dist/nurse.js. */
export {};
