/** Where the add-in's page loads office.js from; Microsoft's store accepts no other place. */
export const OFFICE_CDN = "https://appsforoffice.microsoft.com/lib/1/hosted/office.js";
